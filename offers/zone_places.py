"""Our own table of places: cities, and countries or states that have one zone, by their zone. Names are in lower case.

A place that lies in several zones is not here: it is asked about. Data alone; `zones.py` reads it."""

ZONES = {
    "America/New_York": (
        "new york|new york city|nyc|manhattan|brooklyn|queens|jersey city|newark nj|hoboken|stamford|greenwich ct|"
        "greenwich connecticut|westport|new haven|hartford|boston|cambridge ma|cambridge massachusetts|somerville ma|waltham|"
        "providence|philadelphia|pittsburgh|princeton|baltimore|bethesda|washington dc|washington d.c.|arlington va|reston|"
        "herndon|mclean|tysons|richmond va|raleigh|durham nc|research triangle|charlotte|charleston|savannah|atlanta|miami|"
        "fort lauderdale|boca raton|palm beach|west palm beach|orlando|tampa|jacksonville|st. petersburg fl|cleveland|columbus|"
        "cincinnati|buffalo|rochester ny|albany|ithaca|burlington vt|portland maine|portland me|manchester nh|wilmington|"
        "north carolina|south carolina|virginia|georgia usa|massachusetts|connecticut|new jersey|pennsylvania|ohio|maryland|"
        "vermont|delaware|rhode island|eastern us|us east|us east coast|east coast us|east coast"
    ),
    "America/Detroit": "detroit|ann arbor|dearborn|grand rapids|michigan",
    "America/Indiana/Indianapolis": "indianapolis",
    "America/Kentucky/Louisville": "louisville",
    "America/Chicago": (
        "chicago|evanston|milwaukee|madison wi|minneapolis|st paul|saint paul|st. louis|st louis|saint louis|kansas city|omaha|"
        "des moines|dallas|fort worth|plano|irving tx|frisco tx|austin|round rock|houston|san antonio|new orleans|baton rouge|"
        "nashville|memphis|oklahoma city|tulsa|little rock|birmingham al|huntsville|bentonville|illinois|wisconsin|minnesota|"
        "iowa|missouri|louisiana|oklahoma|arkansas|mississippi|alabama|us central"
    ),
    "America/Denver": (
        "denver|boulder|colorado springs|fort collins|salt lake city|lehi|provo|park city|albuquerque|santa fe|cheyenne|"
        "bozeman|colorado|utah|wyoming|montana|new mexico"
    ),
    "America/Boise": "boise",
    "America/Phoenix": "phoenix|scottsdale|tempe|tucson|chandler az|arizona",
    "America/Los_Angeles": (
        "san francisco|sf|bay area|sf bay area|silicon valley|palo alto|east palo alto|menlo park|mountain view|sunnyvale|"
        "cupertino|santa clara|san jose|san jose ca|san mateo|foster city|redwood city|redwood shores|burlingame|"
        "south san francisco|san bruno|fremont|oakland|berkeley|emeryville|los gatos|milpitas|pleasanton|walnut creek|"
        "sacramento|los angeles|santa monica|venice beach|culver city|burbank|pasadena|irvine|newport beach|orange county|"
        "long beach|el segundo|san diego|la jolla|santa barbara|california|seattle|bellevue|redmond|kirkland|tacoma|spokane|"
        "portland|portland or|portland oregon|hillsboro|eugene|las vegas|reno|nevada|us west|us west coast|west coast us|"
        "west coast|washington state"
    ),
    "America/Anchorage": "anchorage|alaska",
    "Pacific/Honolulu": "honolulu|hawaii",
    "America/Puerto_Rico": "san juan|puerto rico",
    "America/Toronto": (
        "toronto|ottawa|montreal|montréal|quebec city|québec|waterloo|kitchener|mississauga|markham|hamilton ontario|"
        "london ontario|ontario|quebec"
    ),
    "America/Winnipeg": "winnipeg|manitoba",
    "America/Regina": "regina|saskatoon|saskatchewan",
    "America/Edmonton": "calgary|edmonton|alberta",
    "America/Vancouver": "vancouver|victoria bc|burnaby|richmond bc|british columbia",
    "America/Halifax": "halifax|nova scotia|fredericton|moncton",
    "America/St_Johns": "st. john's|st johns|newfoundland",
    "America/Mexico_City": "mexico city|ciudad de méxico|ciudad de mexico|cdmx|guadalajara|puebla|querétaro|queretaro",
    "America/Monterrey": "monterrey",
    "America/Tijuana": "tijuana",
    "America/Cancun": "cancun|cancún",
    "America/Guatemala": "guatemala",
    "America/Costa_Rica": "san josé|san jose costa rica|costa rica|heredia",
    "America/Panama": "panama city|panama|panamá",
    "America/El_Salvador": "el salvador",
    "America/Jamaica": "kingston|jamaica",
    "America/Santo_Domingo": "santo domingo|dominican republic",
    "America/Cayman": "cayman|cayman islands|george town",
    "Atlantic/Bermuda": "bermuda|hamilton bermuda",
    "America/Nassau": "nassau|bahamas",
    "America/Barbados": "barbados",
    "America/Bogota": "bogota|bogotá|medellin|medellín|cali|colombia",
    "America/Lima": "lima|peru",
    "America/Guayaquil": "quito|guayaquil|ecuador",
    "America/Caracas": "caracas|venezuela",
    "America/La_Paz": "la paz|bolivia",
    "America/Santiago": "santiago|santiago de chile|valparaíso|valparaiso",
    "America/Asuncion": "asuncion|asunción|paraguay",
    "America/Montevideo": "montevideo|uruguay",
    "America/Argentina/Buenos_Aires": "buenos aires|argentina",
    "America/Argentina/Cordoba": "córdoba argentina|cordoba argentina",
    "America/Sao_Paulo": (
        "sao paulo|são paulo|rio de janeiro|rio|belo horizonte|brasilia|brasília|campinas|curitiba|porto alegre|florianopolis|"
        "florianópolis|joinville"
    ),
    "America/Recife": "recife",
    "America/Fortaleza": "fortaleza",
    "America/Bahia": "salvador bahia",
    "America/Manaus": "manaus",
    "Europe/London": (
        "london|uk|u.k.|united kingdom|great britain|britain|england|scotland|wales|northern ireland|cambridge|cambridge uk|"
        "oxford|manchester|birmingham|birmingham uk|leeds|liverpool|sheffield|bristol|bath|reading uk|brighton|southampton|"
        "portsmouth|nottingham|leicester|newcastle|newcastle upon tyne|york|edinburgh|glasgow|aberdeen|dundee|cardiff|swansea|"
        "belfast|milton keynes|bournemouth|canary wharf"
    ),
    "Europe/Guernsey": "guernsey",
    "Europe/Jersey": "st helier",
    "Europe/Isle_of_Man": "isle of man|douglas",
    "Europe/Gibraltar": "gibraltar",
    "Europe/Dublin": "dublin|cork|galway|limerick|ireland",
    "Atlantic/Reykjavik": "reykjavik|reykjavík|iceland",
    "Europe/Lisbon": "lisbon|lisboa|porto|braga|aveiro|coimbra",
    "Atlantic/Madeira": "madeira|funchal",
    "Atlantic/Azores": "azores|ponta delgada",
    "Europe/Madrid": "madrid|barcelona|valencia|seville|sevilla|malaga|málaga|bilbao|zaragoza|granada|alicante|palma|palma de mallorca",
    "Atlantic/Canary": "canary islands|las palmas|tenerife",
    "Europe/Andorra": "andorra",
    "Europe/Paris": (
        "paris|la défense|la defense|lyon|marseille|toulouse|nice|nantes|bordeaux|lille|grenoble|rennes|strasbourg|montpellier|"
        "sophia antipolis|france"
    ),
    "Europe/Monaco": "monaco",
    "Europe/Brussels": "brussels|bruxelles|antwerp|ghent|leuven|liege|liège|belgium",
    "Europe/Amsterdam": (
        "amsterdam|rotterdam|the hague|den haag|utrecht|eindhoven|delft|groningen|leiden|veldhoven|netherlands|the netherlands|holland"
    ),
    "Europe/Luxembourg": "luxembourg",
    "Europe/Berlin": (
        "berlin|munich|münchen|frankfurt|frankfurt am main|hamburg|cologne|köln|koln|dusseldorf|düsseldorf|stuttgart|leipzig|"
        "dresden|hannover|hanover|nuremberg|nürnberg|bonn|essen|dortmund|bremen|karlsruhe|mannheim|heidelberg|walldorf|aachen|"
        "potsdam|freiburg|wolfsburg|germany|deutschland"
    ),
    "Europe/Zurich": (
        "zurich|zürich|geneva|genève|basel|bern|berne|lausanne|zug|lugano|winterthur|st. gallen|neuchatel|neuchâtel|pfäffikon|"
        "pfaffikon|switzerland"
    ),
    "Europe/Vaduz": "vaduz|liechtenstein",
    "Europe/Vienna": "vienna|wien|graz|linz|salzburg|innsbruck|austria",
    "Europe/Rome": "rome|roma|milan|milano|turin|torino|bologna|florence|firenze|naples|napoli|venice|trieste|genoa|italy",
    "Europe/Malta": "malta|valletta|sliema",
    "Europe/Copenhagen": "copenhagen|københavn|aarhus|odense|billund|denmark",
    "Europe/Oslo": "oslo|bergen|trondheim|stavanger|norway",
    "Europe/Stockholm": "stockholm|gothenburg|göteborg|malmo|malmö|uppsala|lund|linköping|sweden",
    "Europe/Helsinki": "helsinki|espoo|tampere|turku|oulu|finland",
    "Europe/Tallinn": "tallinn|tartu|estonia",
    "Europe/Riga": "riga|latvia",
    "Europe/Vilnius": "vilnius|kaunas|lithuania",
    "Europe/Warsaw": (
        "warsaw|warszawa|krakow|kraków|cracow|wroclaw|wrocław|gdansk|gdańsk|gdynia|poznan|poznań|lodz|łódź|katowice|szczecin|lublin|poland"
    ),
    "Europe/Prague": "prague|praha|brno|ostrava|czech republic|czechia",
    "Europe/Bratislava": "bratislava|kosice|košice|slovakia",
    "Europe/Budapest": "budapest|debrecen|szeged|hungary",
    "Europe/Ljubljana": "ljubljana|maribor|slovenia",
    "Europe/Zagreb": "zagreb|split croatia|rijeka|croatia",
    "Europe/Belgrade": "belgrade|beograd|novi sad|nis serbia|serbia",
    "Europe/Sarajevo": "sarajevo|bosnia",
    "Europe/Podgorica": "podgorica|montenegro",
    "Europe/Skopje": "skopje|north macedonia",
    "Europe/Tirane": "tirana|albania",
    "Europe/Bucharest": "bucharest|bucurești|bucuresti|cluj|cluj-napoca|iasi|iași|timisoara|timișoara|brasov|romania",
    "Europe/Sofia": "sofia|plovdiv|varna|bulgaria",
    "Europe/Athens": "athens|thessaloniki|patras|greece",
    "Asia/Nicosia": "cyprus|nicosia|limassol|larnaca",
    "Europe/Chisinau": "chisinau|chișinău|moldova",
    "Europe/Kyiv": "kyiv|kiev|lviv|kharkiv|odesa|odessa|dnipro|ukraine",
    "Europe/Minsk": "minsk|belarus",
    "Europe/Moscow": "moscow|st petersburg|saint petersburg|kazan",
    "Europe/Istanbul": "istanbul|ankara|izmir|turkey|türkiye",
    "Asia/Tbilisi": "tbilisi|batumi",
    "Asia/Yerevan": "yerevan|armenia",
    "Asia/Baku": "baku|azerbaijan",
    "Asia/Almaty": "almaty|astana|kazakhstan",
    "Asia/Tashkent": "tashkent|uzbekistan",
    "Asia/Jerusalem": (
        "tel aviv|tel aviv-yafo|jerusalem|haifa|herzliya|ramat gan|petah tikva|ra'anana|raanana|netanya|rehovot|beer sheva|"
        "be'er sheva|israel"
    ),
    "Asia/Beirut": "beirut|lebanon",
    "Asia/Amman": "amman|jordan",
    "Asia/Baghdad": "baghdad|iraq",
    "Asia/Tehran": "tehran|iran",
    "Asia/Dubai": "dubai|abu dhabi|sharjah|uae|u.a.e.|united arab emirates|difc|adgm",
    "Asia/Riyadh": "riyadh|jeddah|dammam|khobar|neom|saudi arabia",
    "Asia/Qatar": "doha|qatar",
    "Asia/Bahrain": "manama|bahrain",
    "Asia/Kuwait": "kuwait|kuwait city",
    "Asia/Muscat": "muscat|oman",
    "Africa/Cairo": "cairo|giza|alexandria egypt|egypt",
    "Africa/Casablanca": "casablanca|rabat|morocco",
    "Africa/Tunis": "tunis|tunisia",
    "Africa/Algiers": "algiers|algeria",
    "Africa/Lagos": "lagos|abuja|nigeria",
    "Africa/Accra": "accra|ghana",
    "Africa/Abidjan": "abidjan|ivory coast|côte d'ivoire",
    "Africa/Dakar": "dakar|senegal",
    "Africa/Nairobi": "nairobi|mombasa|kenya",
    "Africa/Kampala": "kampala|uganda",
    "Africa/Kigali": "kigali|rwanda",
    "Africa/Addis_Ababa": "addis ababa|ethiopia",
    "Africa/Dar_es_Salaam": "dar es salaam|tanzania",
    "Africa/Johannesburg": "johannesburg|cape town|durban|pretoria|stellenbosch|south africa",
    "Africa/Harare": "harare|zimbabwe",
    "Africa/Lusaka": "lusaka|zambia",
    "Africa/Luanda": "luanda|angola",
    "Indian/Mauritius": "mauritius|port louis|ebene",
    "Asia/Kolkata": (
        "bangalore|bengaluru|mumbai|bombay|delhi|new delhi|delhi ncr|ncr|gurgaon|gurugram|noida|hyderabad|chennai|madras|pune|"
        "kolkata|calcutta|ahmedabad|jaipur|kochi|cochin|trivandrum|thiruvananthapuram|coimbatore|indore|chandigarh|mohali|"
        "visakhapatnam|gift city|india"
    ),
    "Asia/Karachi": "karachi|lahore|islamabad|pakistan",
    "Asia/Dhaka": "dhaka|bangladesh",
    "Asia/Colombo": "colombo|sri lanka",
    "Asia/Kathmandu": "kathmandu|nepal",
    "Asia/Yangon": "yangon|myanmar",
    "Asia/Bangkok": "bangkok|chiang mai|thailand",
    "Asia/Ho_Chi_Minh": "ho chi minh city|ho chi minh|saigon|hanoi|da nang|vietnam",
    "Asia/Phnom_Penh": "phnom penh|cambodia",
    "Asia/Kuala_Lumpur": "kuala lumpur|kl|penang|cyberjaya|johor bahru|malaysia",
    "Asia/Singapore": "singapore",
    "Asia/Jakarta": "jakarta|bandung|surabaya|yogyakarta",
    "Asia/Makassar": "bali|denpasar",
    "Asia/Manila": "manila|makati|taguig|bgc|cebu|quezon city|philippines",
    "Asia/Hong_Kong": "hong kong|hongkong|hk|kowloon",
    "Asia/Macau": "macau|macao",
    "Asia/Shanghai": (
        "shanghai|beijing|peking|shenzhen|guangzhou|hangzhou|chengdu|nanjing|suzhou|wuhan|xi'an|xian|tianjin|chongqing|dalian|"
        "china|mainland china"
    ),
    "Asia/Taipei": "taipei|hsinchu|taichung|kaohsiung|taiwan",
    "Asia/Seoul": "seoul|pangyo|busan|incheon|south korea|korea",
    "Asia/Tokyo": "tokyo|osaka|kyoto|yokohama|nagoya|fukuoka|sapporo|kobe|japan",
    "Asia/Ulaanbaatar": "ulaanbaatar",
    "Australia/Sydney": "sydney|canberra|newcastle nsw|wollongong|new south wales|nsw",
    "Australia/Melbourne": "melbourne|geelong|victoria australia",
    "Australia/Brisbane": "brisbane|gold coast|queensland",
    "Australia/Adelaide": "adelaide",
    "Australia/Perth": "perth",
    "Australia/Hobart": "hobart|tasmania",
    "Australia/Darwin": "darwin",
    "Australia/Lord_Howe": "lord howe|lord howe island",
    "Pacific/Auckland": "auckland|wellington|christchurch|dunedin|new zealand",
    "Pacific/Chatham": "chatham islands",
    "Pacific/Fiji": "suva|fiji",
}
