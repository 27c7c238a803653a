package dev.hypercare.patterns;

/**
 * What a desk tells of itself.
 *
 * @param patterns that are known, with those of messages that are not told apart
 * @param templates that the miners know
 * @param waiting records of messages that came for panes that are open, since it was made
 * @param overflowed calls with messages that found no place of their own, since it was made
 * @param evicted patterns that made place for newer ones, since it was made
 */
record DeskFigures(int patterns, int templates, long waiting, long overflowed, long evicted) {}
