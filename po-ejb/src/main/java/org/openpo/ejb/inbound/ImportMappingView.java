package org.openpo.ejb.inbound;

import java.time.Instant;
import java.util.List;

import org.openpo.ejb.inbound.read.ColumnMapping;

/**
 * How a sender's files are read.
 *
 * @param header names of the columns by which the files are known
 */
public record ImportMappingView(long id, String name, List<String> header, ColumnMapping mapping, Instant changedAt, String changedBy) { }
