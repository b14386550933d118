"""Who is who: noun phrases to actor codes."""

from eventcoder.actors.actor import Actor
from eventcoder.actors.book import ActorBook
from eventcoder.actors.discourse import Discourse
from eventcoder.actors.given import with_actors
from eventcoder.actors.homes import country_called
from eventcoder.actors.load import load_actors
from eventcoder.actors.mentions import Mentions

__all__ = ["Actor", "ActorBook", "Discourse", "Mentions", "country_called", "load_actors", "with_actors"]
