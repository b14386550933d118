"""Tables of events to what is analysed: repeats marked, stories joined, panels counted. Needs pandas (extra `tables`)."""

from eventcoder.analysis.clusters import cluster as cluster
from eventcoder.analysis.duplicates import dedupe as dedupe
from eventcoder.analysis.panels import panel as panel
