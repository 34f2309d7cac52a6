package org.openpo.web.inbound;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.inbound.ImportJobView;
import org.openpo.ejb.inbound.ImportMappingView;
import org.openpo.ejb.inbound.ImportMappings;
import org.openpo.ejb.inbound.ImportQueries;
import org.openpo.ejb.inbound.ImportService;
import org.openpo.ejb.inbound.read.ColumnMapping;
import org.openpo.ejb.inbound.read.CsvPreview;
import org.openpo.ejb.inbound.read.DecimalMark;
import org.openpo.ejb.inbound.read.InvoiceColumn;
import org.openpo.web.faces.Notes;

/** The page on which a sender's columns are mapped, as {@code #{mapping}}: for a file that was refused, or to change what is kept. */
@Named("mapping")
@ViewScoped
public class ImportMappingBean implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int ROWS_SHOWN = 5;
    /** What most files have; the others stand behind "more". */
    private static final Set<InvoiceColumn> USUAL = EnumSet.of(InvoiceColumn.INVOICE_ID, InvoiceColumn.SELLER, InvoiceColumn.BILLING_PERIOD, InvoiceColumn.ISSUE_DATE,
            InvoiceColumn.CURRENCY, InvoiceColumn.NET, InvoiceColumn.TAX, InvoiceColumn.GROSS, InvoiceColumn.PURCHASE_ORDER_REFERENCE);
    private static final List<String> DATE_PATTERNS = List.of("dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "yyyy/MM/dd", "yyyyMMdd", "dd MMM yyyy");

    @EJB
    private ImportService service;
    @EJB
    private ImportQueries queries;
    @EJB
    private ImportMappings mappings;
    @Inject
    private Notes notes;

    private String id;
    private String mappingId;
    private String fileName;
    private String name;
    private DecimalMark decimalMark = DecimalMark.AUTO;
    private String datePattern;
    private List<String> header = List.of();
    private List<List<String>> rows = List.of();
    private final List<Field> fields = new ArrayList<>();

    /** What the file says of one field. */
    public static class Field implements Serializable {
        private static final long serialVersionUID = 1L;
        private final InvoiceColumn column;
        private String source;
        private String constant;

        Field(InvoiceColumn column, String source, String constant) {
            this.column = column;
            this.source = source;
            this.constant = constant;
        }

        /** Key of its words. */
        public String getKey() { return "mapping.field." + column.header(); }
        public String getId() { return column.header(); }
        public boolean isRequired() { return InvoiceColumn.REQUIRED.contains(column) || column == InvoiceColumn.GROSS; }
        public String getSource() { return source; }
        public void setSource(String source) { this.source = source == null || source.isEmpty() ? null : source; }
        public String getConstant() { return constant; }
        public void setConstant(String constant) { this.constant = constant; }
    }

    /**
     * Looks at the file or the mapping that the address names.
     *
     * @return the page to go to instead, or null
     */
    public String open() {
        if (FacesContext.getCurrentInstance().isPostback()) {
            return null;
        }
        ColumnMapping start;
        if (mappingId != null) {
            ImportMappingView kept = mappings.all().stream().filter(m -> String.valueOf(m.id()).equals(mappingId)).findFirst()
                    .orElseThrow(() -> new NotFoundException("ImportMapping", mappingId));
            header = kept.header();
            name = kept.name();
            fileName = kept.name();
            start = kept.mapping();
        } else {
            ImportJobView job = queries.job(pk());
            fileName = job.fileName();
            Optional<CsvPreview> readable = table(job);
            if (readable.isEmpty()) {
                notes.warning("mapping.noTable", job.fileName());
                return "/imports?faces-redirect=true&id=" + job.id();
            }
            CsvPreview table = readable.get();
            header = table.header();
            rows = table.rows();
            Optional<ImportMappingView> kept = mappings.all().stream().filter(m -> CsvPreview.headerKey(m.header()).equals(table.headerKey())).findFirst();
            name = kept.map(ImportMappingView::name).orElse(null);
            start = kept.map(ImportMappingView::mapping).orElse(table.guess());
        }
        decimalMark = start.decimalMark();
        datePattern = start.datePattern();
        for (InvoiceColumn column : InvoiceColumn.values()) {
            fields.add(new Field(column, start.columns().get(column), start.constants().get(column)));
        }
        return null;
    }

    private Optional<CsvPreview> table(ImportJobView job) {
        try {
            return Optional.of(service.table(job, ROWS_SHOWN));
        } catch (BusinessRuleException noTable) {
            return Optional.empty();
        }
    }

    private long pk() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notAnId) {
            throw new NotFoundException("ImportJob", id);
        }
    }

    /** Keeps the mapping; the file it was made for is read again. */
    public String save() {
        Map<InvoiceColumn, String> columns = new EnumMap<>(InvoiceColumn.class);
        Map<InvoiceColumn, String> constants = new EnumMap<>(InvoiceColumn.class);
        fields.forEach(f -> {
            if (f.source != null) {
                columns.put(f.column, f.source);
            }
            if (f.constant != null && !f.constant.isBlank()) {
                constants.put(f.column, f.constant);
            }
        });
        try {
            ImportMappingView kept = mappings.save(name, header, new ColumnMapping(columns, constants, decimalMark, datePattern));
            if (mappingId != null) {
                notes.done("mapping.saved", kept.name());
                return "/imports/mappings?faces-redirect=true";
            }
            service.retry(pk());
            notes.done("mapping.saved", kept.name());
            return "/imports?faces-redirect=true&id=" + id;
        } catch (BusinessRuleException refused) {
            notes.refused(refused, this::clientId);
            return null;
        }
    }

    private String clientId(String field) {
        String last = field.substring(field.lastIndexOf('.') + 1);
        if (field.startsWith("columns.") || field.startsWith("constants.")) {
            String input = field.startsWith("columns.") ? "source" : "constant";
            int usual = indexOf(getUsual(), last);
            return usual >= 0 ? "mappingForm:usual:" + usual + ":" + input : "mappingForm:others:" + indexOf(getOthers(), last) + ":" + input;
        }
        return field.equals("header") ? null : "mappingForm:" + field;
    }

    private static int indexOf(List<Field> of, String column) {
        for (int i = 0; i < of.size(); i++) {
            if (of.get(i).getId().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** The first value in the file of the column that is chosen for a field. */
    public String example(Field field) {
        int column = field.source == null ? -1 : header.indexOf(field.source);
        return column < 0 ? "" : rows.stream().filter(r -> column < r.size() && !r.get(column).isEmpty()).map(r -> r.get(column)).findFirst().orElse("");
    }

    public List<Field> getUsual() {
        return fields.stream().filter(f -> USUAL.contains(f.column)).toList();
    }

    public List<Field> getOthers() {
        return fields.stream().filter(f -> !USUAL.contains(f.column)).toList();
    }

    /** Whether one of the fields behind "more" is filled. */
    public boolean isMoreUsed() {
        return getOthers().stream().anyMatch(f -> f.source != null || f.constant != null && !f.constant.isBlank());
    }

    /** The columns that can be chosen: those with a name. */
    public List<String> getColumns() {
        return header.stream().filter(c -> !c.isEmpty()).distinct().toList();
    }

    public List<String> getDatePatterns() {
        List<String> patterns = new ArrayList<>(DATE_PATTERNS);
        if (datePattern != null && !patterns.contains(datePattern)) {
            patterns.add(0, datePattern);
        }
        return patterns;
    }

    public List<DecimalMark> getDecimalMarks() {
        return Arrays.asList(DecimalMark.values());
    }

    /** Whether it is what is kept that is changed, not a file that waits. */
    public boolean isKept() {
        return mappingId != null;
    }

    public String getId() { return id; }
    public void setId(String id) { this.id = id; }
    public String getMappingId() { return mappingId; }
    public void setMappingId(String mappingId) { this.mappingId = mappingId; }
    public String getFileName() { return fileName; }
    public String getName() { return name; }
    public void setName(String name) { this.name = name; }
    public DecimalMark getDecimalMark() { return decimalMark; }
    public void setDecimalMark(DecimalMark decimalMark) { this.decimalMark = decimalMark; }
    public String getDatePattern() { return datePattern; }
    public void setDatePattern(String datePattern) { this.datePattern = datePattern == null || datePattern.isEmpty() ? null : datePattern; }
    public List<String> getHeader() { return header; }
    public List<List<String>> getRows() { return rows; }
}
