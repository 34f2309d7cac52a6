package org.openpo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJB;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openpo.ejb.party.SellerService;

/** The shipped archive deploys, migrates its database and reaches it from inside the server. */
@ExtendWith(ArquillianExtension.class)
class DeploymentContainerIT {

    @PersistenceContext(unitName = "po")
    private EntityManager entities;

    @EJB
    private SellerService sellers;

    @Deployment
    static EnterpriseArchive archive() {
        return ShippedArchive.with(DeploymentContainerIT.class);
    }

    @Test
    void hasTheSellersOfRecord() {
        assertTrue(entities.createQuery("select count(s) from Seller s", Long.class).getSingleResult() > 0);
    }

    @Test
    void knowsTheRolesOfItsCaller() {
        assertFalse(sellers.list().isEmpty());
    }

    @Test
    void hasAnAdministrator() {
        assertEquals(1L, entities.createQuery("select count(a) from UserAccount a", Long.class).getSingleResult());
    }
}
