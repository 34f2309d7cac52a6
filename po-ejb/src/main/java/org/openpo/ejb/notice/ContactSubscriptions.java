package org.openpo.ejb.notice;

import java.util.Set;

import org.openpo.domain.notice.NoticeKind;

/**
 * What a contact hears at all.
 *
 * @param muted   what it has unsubscribed from
 * @param digests the digests it gets
 */
public record ContactSubscriptions(long contactId, Set<NoticeKind> muted, Set<NoticeKind> digests) { }
