package org.openpo.domain.inbound;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/** Why one row of an import was refused, as code and arguments; the sentence is made when somebody reads it, in their language. */
@Entity
@Table(name = "import_error")
public class ImportError {
    /** Unit separator: cannot come from a CSV or JSON value, readers refuse control characters. */
    private static final String SEPARATOR = "\u001f";
    private static final int ARGUMENTS_MAX = 1000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "import_error_seq")
    @SequenceGenerator(name = "import_error_seq", sequenceName = "import_error_seq", allocationSize = 50)
    private Long id;
    @Column(name = "job_id")
    private long jobId;
    private Long ordinal;
    @Column(name = "row_number")
    private long rowNumber;
    @Column(name = "column_name")
    private String columnName;
    private String code;
    private String arguments;
    @Column(name = "invoice_id")
    private String invoiceId;

    protected ImportError() { }

    /**
     * @param ordinal    1-based place among everything the reader delivers of the file
     * @param rowNumber  1-based number of the record in the file (a header line is not counted)
     * @param invoiceId  as far as it could be read, or null
     */
    public ImportError(long jobId, long ordinal, long rowNumber, Violation violation, String invoiceId) {
        this.jobId = jobId;
        this.ordinal = ordinal;
        this.rowNumber = rowNumber;
        this.columnName = violation.field().isEmpty() ? null : shortened(violation.field(), 100);
        this.code = violation.code().name();
        this.arguments = join(violation.arguments());
        this.invoiceId = invoiceId == null ? null : shortened(invoiceId, 200);
    }

    static String join(List<Object> values) {
        return values.isEmpty() ? null
                : shortened(values.stream().map(v -> String.valueOf(v).replace("\0", "").replace(SEPARATOR, " ")).collect(Collectors.joining(SEPARATOR)), ARGUMENTS_MAX);
    }

    static List<Object> split(String joined) {
        return joined == null ? List.of() : List.copyOf(Arrays.asList((Object[]) joined.split(SEPARATOR, -1)));
    }

    private static String shortened(String text, int max) {
        String clean = text.replace("\0", "");
        return clean.length() <= max ? clean : clean.substring(0, max - 1) + "…";
    }

    public Long id() { return id; }
    public long jobId() { return jobId; }
    /** Null for imports from before it was kept. */
    public Long ordinal() { return ordinal; }
    public long rowNumber() { return rowNumber; }
    public String columnName() { return columnName; }
    public ErrorCode code() { return ErrorCode.valueOf(code); }
    public List<Object> arguments() { return split(arguments); }
    public String invoiceId() { return invoiceId; }
}
