"""The desk's guides. What candidates write is never here."""

from django.contrib import admin

from guides.admin_guides import CompanyAdmin, DocumentAdmin, GuideAdmin, RoleAdmin
from guides.admin_revisions import RevisionAdmin
from guides.models import Company, Document, Guide, Revision, Role

admin.site.site_header = admin.site.site_title = "Negotiate desk"
admin.site.index_title = "Work at the desk"
admin.site.enable_nav_sidebar = False

admin.site.register(Company, CompanyAdmin)
admin.site.register(Role, RoleAdmin)
admin.site.register(Guide, GuideAdmin)
admin.site.register(Revision, RevisionAdmin)
admin.site.register(Document, DocumentAdmin)
