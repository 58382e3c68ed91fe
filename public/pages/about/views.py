"""What the law asks of a public site, and how to reach its publisher."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import devices
from public.index.caching import cached_page
from rounds.mail import sending


@require_safe
@cached_page()
def accessibility(request):
    """The accessibility statement, on the model of Implementing Decision (EU) 2018/1523.

    The Brussels ordinance of 4 October 2018 asks for it. What only the publisher knows comes from the settings; what
    was not said there is left out.
    """
    context = {
        "crumbs": [],
        "status": settings.ACCESSIBILITY_STATUS,
        "drawn_up_on": settings.ACCESSIBILITY_DRAWN_UP_ON,
        "reviewed_on": settings.ACCESSIBILITY_REVIEWED_ON,
        "audited_by": settings.ACCESSIBILITY_AUDITED_BY,
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "public/about/accessibility.html", context)


@require_safe
@cached_page()
def privacy(request):
    """What the site keeps of whom, for how long and why (Regulation (EU) 2016/679, articles 13 and 14)."""
    context = {
        "crumbs": [],
        "contact": settings.PRIVACY_EMAIL or settings.CONTACT_EMAIL,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "device_days": devices.LIFETIME.days,
        "mail_days": sending.KEEP_RECORD_FOR.days,
    }
    return render(request, "public/about/privacy.html", context)


@require_safe
@cached_page()
def contact(request):
    """Who answers for the site, and where a mistake is reported."""
    context = {"crumbs": [], "contact": settings.CONTACT_EMAIL, "address": settings.CONTACT_ADDRESS}
    return render(request, "public/about/contact.html", context)
