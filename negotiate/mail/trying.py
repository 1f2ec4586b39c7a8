"""Tries the mail server now, without the queue, and says in plain words what it answered."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from negotiate.mail.delivery import open_road
from negotiate.mail.inbox import has_inbox
from negotiate.mail.kinds import Letter
from negotiate.mail.letters import ascii_address, compose, new_message_id, sender_address
from negotiate.mail.relay import Answer, Ending, NoConnection, Relay, Session

TIMEOUT = 15


@dataclass(frozen=True)
class Trial:
    worked: bool
    words: str


def try_mail(address: str, *, now: datetime) -> Trial:
    """Send one mail to the address and wait for the answer, 15 seconds for each step at most."""
    if not settings.EMAIL_URL:
        where = "mail stands in the inbox page" if has_inbox() else "mail waits until EMAIL_URL is set"
        return Trial(False, f"No mail server is set: {where}.")
    try:
        session = open_road(timeout=TIMEOUT)
    except NoConnection as problem:
        return Trial(False, str(problem))
    try:
        return in_words(handed_over(session, address, now), address)
    finally:
        session.close()


def handed_over(session: Session, address: str, now: datetime) -> Answer:
    letter = Letter(
        subject="A test mail from Negotiate",
        text=f"This is the test mail you asked for. Reminders of your deadlines will reach you here.\n\n{settings.SITE_URL}\n",
    )
    answer = session.address(sender_address(), ascii_address(address))
    if answer.ending is not Ending.ACCEPTED:
        return answer
    return session.data(compose(letter, address=address, message_id=new_message_id(), now=now))


def in_words(answer: Answer, address: str) -> Trial:
    relay = Relay.from_url(settings.EMAIL_URL)
    words = {
        Ending.ACCEPTED: f"The mail server {relay} took the mail for {address}: {answer.words}",
        Ending.LATER: f"The mail server {relay} does not take it now, and a reminder would be tried again: {answer.words}",
        Ending.REFUSED: f"The mail server {relay} refuses mail from {sender_address()} to {address}: {answer.words}",
        Ending.CONFUSED: f"The mail server {relay} did not understand us: {answer.words}",
        Ending.LOGGED_OUT: f"The mail server {relay} wants a user name and a password in EMAIL_URL: {answer.words}",
    }
    usual = f"The mail server {relay} hung up before it answered: {answer.words}"
    return Trial(answer.ending is Ending.ACCEPTED, words.get(answer.ending, usual))
