package org.openpo.web.listview;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;

import org.openpo.domain.listview.KeptList;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.listview.Layout;
import org.openpo.ejb.listview.ListViews;
import org.openpo.ejb.listview.ViewLink;
import org.openpo.web.faces.AddressQuery;
import org.openpo.web.faces.Notes;

/**
 * How a list is drawn for the person at the page: the columns that the address names (a saved view has them), else those the person chose,
 * else those the list has by itself. The columns are fixed while a page is open, as its table is built from them; choosing others opens the
 * page again.
 */
public abstract class ListLook implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A column in the chooser. */
    public record Choice(String name, boolean shown) implements Serializable { }

    @EJB
    private ListViews service;
    @Inject
    private Notes notes;

    private final KeptList list;
    /** All besides the one that is always there, in the list's own order. */
    private final ListColumn[] all;
    private Layout layout;
    private List<String> columns;
    private transient List<ViewLink> views;
    private String wanted;
    private String viewName;

    protected ListLook(KeptList list, ListColumn[] all) {
        this.list = list;
        this.all = all;
    }

    /** Column names in the address, joined by commas, or null. */
    protected abstract String addressed();

    /** The query of the address that shows the same rows in the same order with these columns, from the first page. Null: whatever columns. */
    protected abstract String query(String columnNames);

    /** Rows on a page as the address has them, or null for the usual number. */
    protected abstract Integer rows();

    /** Key of a column's title in the messages. */
    public String title(String column) {
        return Arrays.stream(all).filter(each -> each.name().equals(column)).findFirst().orElseThrow().title();
    }

    /** What the table shows behind its first column, in this order. */
    public List<String> getColumns() {
        if (columns == null) {
            List<String> named = known(addressed());
            List<String> chosen = named.isEmpty() ? known(String.join(",", layout().columns())) : named;
            columns = chosen.isEmpty() ? standard() : chosen;
        }
        return columns;
    }

    /** Whether the column that sorts so is among those of the table. */
    protected boolean isShown(Enum<?> sort) {
        return Arrays.stream(all).anyMatch(each -> each.sort() == sort && getColumns().contains(each.name()));
    }

    /** Whether a person or the address chose the columns: then none leaves by itself where the window is narrow. */
    public boolean isArranged() {
        return !getColumns().equals(standard());
    }

    public boolean isCompact() {
        return layout().compact();
    }

    /** The shown ones in their order, then the others. */
    public List<Choice> getChoices() {
        List<Choice> choices = new ArrayList<>(getColumns().stream().map(each -> new Choice(each, true)).toList());
        names(each -> !getColumns().contains(each.name())).forEach(each -> choices.add(new Choice(each, false)));
        return choices;
    }

    /** Keeps the columns of the chooser for this person. */
    public void arrange() throws IOException {
        List<String> chosen = known(wanted);
        service.arrange(list, chosen.equals(standard()) ? List.of() : chosen);
        open(query(null));
    }

    /** Back to the list's own columns. */
    public void reset() throws IOException {
        service.arrange(list, List.of());
        open(query(null));
    }

    public void toggleRows() {
        boolean compact = !isCompact();
        service.draw(list, compact);
        layout = new Layout(layout().columns(), compact);
    }

    public List<ViewLink> getViews() {
        if (views == null) {
            views = service.views(list);
        }
        return views;
    }

    /** The address of a view; an empty one in a link would be the present one. */
    public String link(ViewLink view) {
        return view.query().isEmpty() ? "?" : view.query();
    }

    /** The saved view that shows just this, or null. */
    public ViewLink getCurrent() {
        String now = now();
        return getViews().stream().filter(view -> view.query().equals(now)).findFirst().orElse(null);
    }

    /** A query, as the links of built-in views have it, is what the list shows. */
    public boolean isAt(String query) {
        return getCurrent() == null && query(null).equals(query);
    }

    public void save() throws IOException {
        try {
            service.save(list, viewName, now());
        } catch (BusinessRuleException refused) {
            notes.refused(refused);
            return;
        }
        open(now());
    }

    /** What it showed still shows, and can be kept again. */
    public void remove(long id) {
        String name = getViews().stream().filter(view -> view.id() == id).map(ViewLink::name).findFirst().orElse("");
        service.remove(id);
        views = null;
        notes.toast("views.removed", name);
    }

    /** Names of the columns checked in the chooser, in its order, joined by commas. */
    public String getWanted() {
        return wanted;
    }

    public void setWanted(String wanted) {
        this.wanted = wanted;
    }

    public String getViewName() {
        return viewName;
    }

    public void setViewName(String viewName) {
        this.viewName = AddressQuery.text(viewName);
    }

    private String now() {
        return query(String.join(",", getColumns()));
    }

    private List<String> standard() {
        return names(ListColumn::isStandard);
    }

    private List<String> names(Predicate<ListColumn> which) {
        return Arrays.stream(all).filter(which).map(ListColumn::name).toList();
    }

    private Layout layout() {
        if (layout == null) {
            layout = service.layout(list);
        }
        return layout;
    }

    /** Those of the names that are columns, each once: addresses are typed by people, and columns of an older version may be gone. */
    private List<String> known(String names) {
        List<String> columnNames = names(each -> true);
        return names == null ? List.of()
                : List.copyOf(Arrays.stream(names.split(",")).filter(columnNames::contains).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** The page again, with as many rows as it has. */
    private void open(String query) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        external.redirect(faces.getApplication().getViewHandler().getActionURL(faces, faces.getViewRoot().getViewId())
                + (rows() == null ? query : query + (query.isEmpty() ? "?" : "&") + "rows=" + rows()));
    }
}
