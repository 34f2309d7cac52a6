package org.openpo.ejb.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;

import org.openpo.domain.access.RequestPace;

/** Counts the requests of each token on this server. */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class TokenPaces {
    /** More than there can be tokens in use; those that are not in use need not be remembered. */
    private static final int MOST = 1000;

    private final Map<Long, RequestPace> paces = new ConcurrentHashMap<>();

    /** Counts a request, if the token may make it now. @return 0 if it may, else whole seconds until one may be made */
    public long take(long token, int perMinute) {
        long now = System.nanoTime();
        if (paces.size() > MOST) {
            paces.values().removeIf(pace -> pace.isUnused(now));
        }
        long wait = paces.compute(token, (id, pace) -> pace == null ? new RequestPace(perMinute, now) : pace).take(now);
        return (wait + 999_999_999L) / 1_000_000_000L;
    }
}
