package org.openpo.ejb.inbound;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets one of several callers work, who looks once more for each that came meanwhile: the others need not wait, and none has called in vain. */
final class OneForAll {
    private final AtomicInteger calls = new AtomicInteger();

    /** @param look does what there is to do; does not throw, or nobody works any more */
    void call(Runnable look) {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = calls.get();
            look.run();
        } while (!calls.compareAndSet(seen, 0));
    }
}
