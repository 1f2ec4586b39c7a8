"""The desk's guides. What candidates write is never here."""

from django.contrib import admin

from guides.admin_flags import FlagAdmin
from guides.admin_guides import CompanyAdmin, DocumentAdmin, GuideAdmin, RoleAdmin
from guides.admin_revisions import RevisionAdmin
from guides.models import Company, Document, Flag, Guide, Revision, Role

admin.site.site_header = admin.site.site_title = "Negotiate desk"
admin.site.index_title = "Work at the desk"
admin.site.enable_nav_sidebar = False

admin.site.register(Company, CompanyAdmin)
admin.site.register(Role, RoleAdmin)
admin.site.register(Guide, GuideAdmin)
admin.site.register(Revision, RevisionAdmin)
admin.site.register(Flag, FlagAdmin)
admin.site.register(Document, DocumentAdmin)
