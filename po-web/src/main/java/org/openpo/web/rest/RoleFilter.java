package org.openpo.web.rest;

import java.util.Arrays;

import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

import org.openpo.domain.access.TokenCaller;

/**
 * Refuses a caller without the role of the method before anything of the request is read, so that it learns nothing from how its
 * values are judged. A method that names no role lets
 * nobody in, and one for people no token. The services check the role again. (What servers make of {@code @RolesAllowed} on resources differs.)
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class RoleFilter implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            // Answered by the server with the methods there are; no method of ours is called.
            return;
        }
        RolesAllowed allowed = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        if (allowed == null || Arrays.stream(allowed.value()).noneMatch(request.getSecurityContext()::isUserInRole)) {
            throw new ProblemException(ProblemType.FORBIDDEN);
        }
        if (resource.getResourceMethod().isAnnotationPresent(PeopleOnly.class) && TokenCaller.is(request.getSecurityContext().getUserPrincipal().getName())) {
            throw new ProblemException(ProblemType.FOR_PEOPLE_ONLY);
        }
    }
}
