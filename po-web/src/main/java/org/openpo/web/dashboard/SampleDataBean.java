package org.openpo.web.dashboard;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.ejb.sample.SampleDataService;
import org.openpo.web.faces.Notes;

/** The offer of sample data on the first page of an empty installation, as {@code #{sampleData}}. */
@Named("sampleData")
@RequestScoped
public class SampleDataBean {
    @EJB
    private SampleDataService service;
    @Inject
    private Notes notes;

    public boolean isPossible() {
        return service.isPossible();
    }

    public String load() {
        notes.done("dashboard.first.sample.done", service.load());
        return "/dashboard?faces-redirect=true";
    }
}
