package org.openpo.web.inbound;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.inbound.ImportMappingView;
import org.openpo.ejb.inbound.ImportMappings;
import org.openpo.web.faces.Notes;

/** The list of column mappings, as {@code #{mappings}}. */
@Named("mappings")
@ViewScoped
public class ImportMappingsBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private ImportMappings service;
    @Inject
    private Notes notes;

    private long chosen;
    private String chosenName;
    private transient List<ImportMappingView> all;

    public List<ImportMappingView> getAll() {
        if (all == null) {
            all = service.all();
        }
        return all;
    }

    public String columns(ImportMappingView mapping) {
        return String.join(", ", mapping.header());
    }

    public void startDeleting(ImportMappingView one) {
        chosen = one.id();
        chosenName = one.name();
    }

    public void delete() {
        all = null;
        try {
            service.delete(chosen);
            notes.toast("mappings.deleted", chosenName);
        } catch (NotFoundException gone) {
            // Somebody else was quicker, and that is what was wanted.
            notes.toast("mappings.gone", chosenName);
        }
    }

    public String getChosenName() { return chosenName; }
}
