"""How a reader reaches the publisher."""

from __future__ import annotations

from sitegen.config import Contact
from sitegen.public.addresses import Language
from sitegen.render.phrases import phrase
from sitegen.render.place import Fact, Place


def contact_facts(place: Place, contact: Contact | None) -> tuple[Fact, ...]:
    """Say telephone, mail and address, as far as they are given."""
    if contact is None:
        return ()
    language = place.language
    facts: list[Fact] = []
    if contact.telephone is not None:
        number = contact.telephone.replace(" ", "")
        facts.append(Fact(place.say("footer.telephone"), phrase(contact.telephone, language), f"tel:{number}"))
    if contact.email is not None:
        facts.append(Fact(place.say("footer.corrections"), phrase(contact.email, language), f"mailto:{contact.email}"))
    if contact.address is not None:
        address = contact.address.zh if language is Language.ZH else contact.address.en
        facts.append(Fact(place.say("footer.address"), phrase(address, language)))
    return tuple(facts)
