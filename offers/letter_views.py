"""Letters: taken in without being read any further than they may be long, and given to their owner alone."""

from functools import wraps

from csp.constants import HEADER
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from offers import letter_files
from offers.letter_files import FIELD, LARGEST, LetterUpload
from offers.letters import remove_letter
from offers.models import Letter, Proposal

POLICY = "default-src 'none'; sandbox"


def takes_letter(view):
    """The view's files are read by `LetterUpload`. It must be named before the form is read, which the check against forgery does:
    so that check is made here, a moment later, instead of in the middleware.
    """

    @csrf_protect
    @wraps(view)
    def guarded(request, *args, **kwargs):
        files = request.FILES  # which reads the form
        if getattr(request, "letter_is_too_large", False):
            files[FIELD] = UploadedFile(name="letter", size=LARGEST + 1)
        return view(request, *args, **kwargs)

    @csrf_exempt
    @wraps(view)
    def taken(request, *args, **kwargs):
        if not hasattr(request, "_post"):
            request.upload_handlers = [LetterUpload(request)]
        return guarded(request, *args, **kwargs)

    return taken


def letter_of(request, pk, proposal_pk) -> Letter:
    return get_object_or_404(Letter.objects.owned_by(request.user), proposal=proposal_pk, proposal__negotiation=pk)


@require_safe
def letter(request, pk, proposal_pk):
    """The file, to be saved and not shown here: as what it is by its content, and with no rights on this site."""
    found = letter_of(request, pk, proposal_pk)
    content = letter_files.content_of(found.stored_as)
    if content is None:
        raise Http404
    headers = {
        "Content-Disposition": content_disposition_header(True, found.name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        HEADER: POLICY,
    }
    return HttpResponse(content, content_type=found.content_type, headers=headers)


@require_POST
def letter_remove(request, pk, proposal_pk):
    proposal = get_object_or_404(Proposal.objects.owned_by(request.user).select_related("negotiation"), pk=proposal_pk, negotiation=pk)
    remove_letter(proposal)
    messages.success(request, "The letter is removed.")
    return redirect(proposal)
