"""Plans and their points (plans), plain summaries (summaries), copies and thanks (beside), deciding and after (moving), what everybody
reads (publishing); doors holds the finders."""
