"""Names of places to points on the map."""

from eventcoder.places.place import Place as Place
