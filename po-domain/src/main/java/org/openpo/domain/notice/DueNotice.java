package org.openpo.domain.notice;

/**
 * A notice that is to be told now.
 *
 * @param kind what it says
 * @param key  unique for what happened: the same key again is the same notice and is told once
 */
public record DueNotice(NoticeKind kind, String key) {
    public DueNotice {
        if (key.length() > 200) {
            throw new IllegalArgumentException("the key of a notice has at most 200 characters: " + key);
        }
    }
}
