package org.openpo.web.faces;

import jakarta.faces.context.FacesContext;

import org.primefaces.PrimeFaces;

/** The browser's address, kept at what a list shows though no other page was opened: reload, back, and a copied link lead to the same. */
public final class AddressBar {
    private AddressBar() { }

    /**
     * Where the answer is only a part of the page; a whole page has its address.
     *
     * @param query URL-encoded, with "?" in front
     */
    public static void rememberIfPartial(String query) {
        if (FacesContext.getCurrentInstance().getPartialViewContext().isAjaxRequest()) {
            remember(query);
        }
    }

    /** @param query URL-encoded, with "?" in front: no quote can get out of the string */
    public static void remember(String query) {
        PrimeFaces.current().executeScript("OpenPO.remember('" + query + "')");
    }
}
