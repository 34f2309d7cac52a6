package org.openpo.domain.inbound;

/** What became of a row that was not refused. */
public enum RowOutcome { CREATED, CHANGED, UNCHANGED }
