package org.openpo.ejb.ledger;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Runs each call of a service in a transaction of its own and repeats it if the transaction loses against another one, whoever calls:
 * page, API or import. A call from within a transaction joins that one, which is repeated as a whole.
 *
 * <p>For services with {@code @TransactionAttribute(SUPPORTS)}: with the default the container would have begun the transaction already,
 * around this interceptor, and a lost one cannot be revived.
 */
public class RepeatsLostTransactions {
    @EJB
    private NewTransaction transaction;
    @Resource
    private TransactionSynchronizationRegistry registry;

    @AroundInvoke
    Object repeat(InvocationContext call) throws Exception {
        if (registry.getTransactionKey() != null) {
            return call.proceed();
        }
        return TransactionRetry.run(() -> transaction.run(() -> proceed(call)));
    }

    private static Object proceed(InvocationContext call) {
        try {
            return call.proceed();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception checked) {
            throw new IllegalStateException("services throw no checked exceptions: " + call.getMethod(), checked);
        }
    }
}
