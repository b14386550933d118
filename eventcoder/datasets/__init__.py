"""Event data of others (ACLED, ICEWS, GDELT), read and set beside ours by country and month. Needs pandas (extra `analysis`)."""

from eventcoder.datasets.comparison import compare_counts as compare_counts
from eventcoder.datasets.counts import ComparedCounts as ComparedCounts
