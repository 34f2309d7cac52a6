package org.openpo.ejb.inbound;

import java.time.Instant;

import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.AwsPullWindow;

/**
 * The right to pull: good as long as no other attempt has begun.
 *
 * @param settings        with nothing missing
 * @param actor           who asked for it
 * @param summariesSha256 of what the last complete pull brought, if that was taken in; else null
 * @param importRefused   whether the import of what the last complete pull brought has failed
 */
public record AwsPullTicket(int attempt, AwsPull settings, AwsPullWindow window, String actor, Instant startedAt, String summariesSha256, boolean importRefused) { }
