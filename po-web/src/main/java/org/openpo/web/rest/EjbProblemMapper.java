package org.openpo.web.rest;

import jakarta.ejb.EJBException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** As {@link ProblemMapper}. Payara has a mapper of its own for these, which would ask ours twice and log everything twice. */
@Provider
public class EjbProblemMapper implements ExceptionMapper<EJBException> {
    @Context
    private HttpServletRequest request;
    @Context
    private HttpHeaders headers;

    @Override
    public Response toResponse(EJBException thrown) {
        return ProblemMapper.answer(thrown, request, headers);
    }
}
