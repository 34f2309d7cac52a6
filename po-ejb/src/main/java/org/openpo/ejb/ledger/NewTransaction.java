package org.openpo.ejb.ledger;

import java.util.function.Supplier;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** A transaction around a piece of work, for callers that decide themselves what becomes of it when it fails. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class NewTransaction {
    public <T> T run(Supplier<T> work) {
        return work.get();
    }
}
