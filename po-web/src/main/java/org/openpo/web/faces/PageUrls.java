package org.openpo.web.faces;

import java.util.List;
import java.util.Map;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;

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
        return plain(super.getActionURL(faces, viewId));
    }

    @Override
    public String getBookmarkableURL(FacesContext faces, String viewId, Map<String, List<String>> parameters, boolean includeViewParams) {
        return plain(super.getBookmarkableURL(faces, viewId, parameters, includeViewParams));
    }

    @Override
    public String getRedirectURL(FacesContext faces, String viewId, Map<String, List<String>> parameters, boolean includeViewParams) {
        return plain(super.getRedirectURL(faces, viewId, parameters, includeViewParams));
    }

    static String plain(String url) {
        int query = url.indexOf('?');
        int end = query < 0 ? url.length() : query;
        String path = url.substring(0, end);
        return path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) + url.substring(end) : url;
    }
}
