package org.openpo.web.rest;

import java.io.Serial;
import java.util.List;

import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.type().name(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemType type, Object... arguments) {
        this(Problem.of(type, arguments));
    }

    /** One value of the request is wrong. */
    public static ProblemException invalid(String field, ErrorCode code, Object... arguments) {
        return new ProblemException(new Problem(ProblemType.INVALID_INPUT, List.of(), List.of(Violation.of(field, code, arguments))));
    }

    /** A file is larger than so many megabytes. */
    static ProblemException tooLarge(String field, int megabytes) {
        return new ProblemException(new Problem(ProblemType.TOO_LARGE, List.of(), List.of(Violation.of(field, ErrorCode.FILE_TOO_LARGE, megabytes))));
    }

    public Problem problem() {
        return problem;
    }
}
