package org.openpo.it;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** Tests in the container call as somebody who may do everything; who may do what is tested from outside. */
@ApplicationScoped
@DeclareRoles({"VIEWER", "MANAGER", "ADMIN", "AUDITOR"})
public class EveryRole implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return context.notifyContainerAboutLogin("container-test", Set.of("VIEWER", "MANAGER", "ADMIN", "AUDITOR"));
    }
}
