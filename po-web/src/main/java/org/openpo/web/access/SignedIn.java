package org.openpo.web.access;

import jakarta.security.enterprise.credential.Credential;

import org.openpo.ejb.access.AccountIdentity;

/** An identity whose password has been checked: what the sign-in page hands to the {@link SignInMechanism}. */
record SignedIn(AccountIdentity identity) implements Credential { }
