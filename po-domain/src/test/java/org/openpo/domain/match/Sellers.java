package org.openpo.domain.match;

/** Keys of the sellers in these tests. */
final class Sellers {

    static final Long INC = 1L;
    static final Long EMEA = 2L;
    static final Long INDIA = 3L;
    static final Long NINGXIA = 4L;
    static final Long SINNET = 5L;

    private Sellers() {
    }
}
