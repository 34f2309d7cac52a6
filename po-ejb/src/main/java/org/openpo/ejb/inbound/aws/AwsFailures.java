package org.openpo.ejb.inbound.aws;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** What the SDK throws, as sentences that say what to do. */
public final class AwsFailures {
    private static final Logger LOG = Logger.getLogger(AwsFailures.class.getName());
    private static final Set<String> DENIED = Set.of("AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "UnauthorizedException", "OptInRequired");
    private static final Set<String> EXPIRED = Set.of("ExpiredTokenException", "ExpiredToken", "TokenRefreshRequired");
    private static final Set<String> REFUSED_CREDENTIALS = Set.of("UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "InvalidSignatureException",
            "SignatureDoesNotMatch", "IncompleteSignature", "IncompleteSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "InvalidIdentityToken",
            // The clock of the server, or of what signed, is wrong.
            "RequestExpired", "RequestTimeTooSkewed");
    private static final Set<String> THROTTLED = Set.of("ThrottlingException", "Throttling", "ThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "SlowDown");
    /** Those that may be over in some minutes. */
    private static final Set<ErrorCode> PASSING = EnumSet.of(ErrorCode.AWS_THROTTLED, ErrorCode.AWS_UNREACHABLE, ErrorCode.AWS_OUT_OF_ORDER, ErrorCode.AWS_ANSWER_UNREADABLE,
            ErrorCode.AWS_PULL_FAILED, ErrorCode.BUSY);
    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FORBIDDEN = 403;
    private static final int WORDS_MAX = 300;

    private AwsFailures() { }

    /** Whether it makes sense to try again soon. */
    public static boolean passes(ErrorCode code) {
        return PASSING.contains(code);
    }

    static BusinessRuleException of(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof AnswerAsReceived.Unreadable) {
                return refusal(ErrorCode.AWS_ANSWER_UNREADABLE, failure);
            }
            if (t instanceof AwsServiceException service) {
                return ofService(service);
            }
            if (t instanceof ApiCallTimeoutException) {
                return refusal(ErrorCode.AWS_UNREACHABLE, failure, words(t));
            }
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            // The SDK's JSON parser throws an IOException as well.
            if (t instanceof IOException && !t.getClass().getName().contains("jackson")) {
                return refusal(ErrorCode.AWS_UNREACHABLE, failure, words(t));
            }
        }
        return refusal(ErrorCode.AWS_ANSWER_UNREADABLE, failure);
    }

    /** There were no credentials to sign with. */
    static BusinessRuleException ofCredentials(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof AwsServiceException service) {
                return ofService(service);
            }
        }
        return refusal(ErrorCode.AWS_CREDENTIALS_MISSING, failure);
    }

    private static BusinessRuleException ofService(AwsServiceException failure) {
        String code = failure.awsErrorDetails() == null || failure.awsErrorDetails().errorCode() == null ? "" : failure.awsErrorDetails().errorCode();
        if (EXPIRED.contains(code)) {
            return refusal(ErrorCode.AWS_CREDENTIALS_EXPIRED, failure);
        } else if (REFUSED_CREDENTIALS.contains(code)) {
            return refusal(ErrorCode.AWS_CREDENTIALS_REFUSED, failure, code);
        } else if (THROTTLED.contains(code) || failure.statusCode() == TOO_MANY_REQUESTS) {
            return refusal(ErrorCode.AWS_THROTTLED, failure);
        } else if (DENIED.contains(code) || failure.statusCode() == FORBIDDEN) {
            return refusal(ErrorCode.AWS_DENIED, failure);
        } else if (failure.statusCode() >= SERVER_ERRORS) {
            return refusal(ErrorCode.AWS_OUT_OF_ORDER, failure, String.valueOf(failure.statusCode()));
        }
        String message = failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorMessage();
        return refusal(ErrorCode.AWS_REFUSED, failure, shortened((code + " " + (message == null ? "" : message)).strip()));
    }

    private static BusinessRuleException refusal(ErrorCode code, Throwable cause, Object... arguments) {
        LOG.log(Level.WARNING, "{0}: {1}", new Object[] {code, cause});
        LOG.log(Level.FINE, "From", cause);
        return new BusinessRuleException("", code, arguments);
    }

    private static String words(Throwable t) {
        return shortened(t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage());
    }

    private static String shortened(String words) {
        String clean = words.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= WORDS_MAX ? clean : clean.substring(0, WORDS_MAX) + "…";
    }
}
