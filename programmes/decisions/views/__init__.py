"""The log and its open pages (log), preparing and changing a decision (preparing), making and publishing it (deciding), what is said of it
(saying); doors holds the finders."""
