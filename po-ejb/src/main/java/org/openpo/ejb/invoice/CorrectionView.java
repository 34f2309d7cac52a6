package org.openpo.ejb.invoice;

import java.time.Instant;

import org.openpo.domain.ledger.CorrectionKind;

/**
 * A person's correction of an invoice.
 *
 * @param overspendAccepted the person let lines that hold back go below zero
 * @param undoes            id of the correction that this one took back, of an UNDO
 * @param undone            a later one took it back
 */
public record CorrectionView(long id, CorrectionKind kind, String reason, String actor, Instant at, boolean overspendAccepted, Long undoes, boolean undone) { }
