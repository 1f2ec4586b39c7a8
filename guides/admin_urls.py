"""Pages of the desk beside the admin's own, below /admin/guides/."""

from django.contrib import admin
from django.urls import path

from guides import admin_import, admin_sheets

urlpatterns = [
    path("import/", admin.site.admin_view(admin_import.send), name="import_guides"),
    path("import/<int:pk>/", admin.site.admin_view(admin_import.preview), name="import_preview"),
    path("sheet/", admin.site.admin_view(admin_sheets.send), name="send_sheet"),
    path("sheet/<int:pk>/", admin.site.admin_view(admin_sheets.preview), name="sheet_preview"),
]
