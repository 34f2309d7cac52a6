package org.openpo.ejb.access;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.rule.BusinessRuleException;

/** Lets programs in by their tokens. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TokenGate {
    private static final Logger LOG = Logger.getLogger(TokenGate.class.getName());

    @EJB
    private TokenService tokens;
    @EJB
    private TokenPaces paces;

    /**
     * Who a request with this token comes from, counting it. Unknown, expired and revoked ones look alike to the caller.
     *
     * @throws BusinessRuleException BUSY if the database does not say in time
     */
    public TokenAdmission admit(String secret) {
        Optional<ActiveToken> found = tokens.active(secret);
        if (found.isEmpty()) {
            return TokenAdmission.REFUSED;
        }
        ActiveToken token = found.get();
        // Outside of transactions, which may be repeated: a request counts once.
        long wait = paces.take(token.id(), token.requestsPerMinute());
        if (wait == 0 && token.isUseToBeNoted()) {
            try {
                tokens.noteUse(token.id());
            } catch (BusinessRuleException busy) {
                LOG.log(Level.INFO, "The use of token {0} was not noted: {1}", new Object[] {token.identity().name(), busy.getMessage()});
            }
        }
        return new TokenAdmission(token.identity(), wait);
    }
}
