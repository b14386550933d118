"""Names of places to points on the map."""

from eventcoder.places.bundled import BundledGazetteer as BundledGazetteer
from eventcoder.places.gazetteer import Gazetteer as Gazetteer
from eventcoder.places.gazetteer import GazetteerEntry as GazetteerEntry
from eventcoder.places.place import Place as Place
