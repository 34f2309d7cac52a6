package org.openpo.web.faces;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.ServletContext;

/**
 * Writes the addresses of pages without ".xhtml", wherever the page that links to them was reached from. (Faces copies the style of the
 * current address, and the start page is reached as "/", which stands for dashboard.xhtml.)
 */
public class PageUrls extends ViewHandlerWrapper {
    private static final String SUFFIX = ".xhtml";

    public PageUrls(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public String getActionURL(FacesContext faces, String viewId) {
        return plain(super.getActionURL(faces, viewId), faces);
    }

    @Override
    public String getBookmarkableURL(FacesContext faces, String viewId, Map<String, List<String>> parameters, boolean includeViewParams) {
        return plain(super.getBookmarkableURL(faces, viewId, parameters, includeViewParams), faces);
    }

    @Override
    public String getRedirectURL(FacesContext faces, String viewId, Map<String, List<String>> parameters, boolean includeViewParams) {
        return plain(super.getRedirectURL(faces, viewId, parameters, includeViewParams), faces);
    }

    private static String plain(String url, FacesContext faces) {
        ExternalContext external = faces.getExternalContext();
        Set<String> mapped = ((ServletContext) external.getContext()).getServletRegistrations().values().stream()
                .flatMap(registration -> registration.getMappings().stream()).collect(Collectors.toSet());
        return plain(url, external.getRequestContextPath(), mapped);
    }

    /**
     * The address without the suffix, if the server knows it.
     *
     * @param mapped addresses that lead to a servlet, without the context path
     */
    static String plain(String url, String contextPath, Set<String> mapped) {
        int query = url.indexOf('?');
        int end = query < 0 ? url.length() : query;
        String path = url.substring(0, end);
        if (!path.endsWith(SUFFIX)) {
            return url;
        }
        String plain = path.substring(0, path.length() - SUFFIX.length());
        return plain.startsWith(contextPath) && mapped.contains(plain.substring(contextPath.length())) ? plain + url.substring(end) : url;
    }
}
