package org.openpo.ejb.inbound;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.inbound.read.ErrorFile;
import org.openpo.ejb.inbound.read.ImportFormat;
import org.openpo.ejb.query.Slice;

/** The refused rows of imports as files that can be corrected and handed in again. */
@Stateless
@RolesAllowed({"MANAGER", "AUDITOR", "ADMIN"})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportErrorFiles {
    /** What one read of refused rows fetches. */
    private static final int CHUNK = 500;

    @EJB
    private ImportQueries queries;
    @EJB
    private ImportFileStore store;

    /** Whether there is one: the job has refused rows, its file is kept, and the format can be cut into records. */
    public boolean isPossible(ImportJobView job) {
        return job.counts().errors() > 0 && job.fileKept() && job.format() != null && ErrorFile.isPossible(ImportFormat.valueOf(job.format()));
    }

    /** A name for it, after the file's. */
    public String name(ImportJobView job) {
        String name = job.fileName();
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + "-errors." + ErrorFile.extension(ImportFormat.valueOf(job.format()));
    }

    /**
     * Writes it.
     *
     * @param sentence why a value was refused, in the reader's language
     * @throws NotFoundException if it is not possible
     */
    public void write(ImportJobView job, Function<ImportErrorView, String> sentence, OutputStream out) throws IOException {
        if (!isPossible(job)) {
            throw new NotFoundException("ImportFile", job.id());
        }
        Path copy = ImportFiles.copy(to -> store.write(job.fileId(), to));
        try {
            ErrorFile.of(copy, ImportFormat.valueOf(job.format()), queries.mapping(job.id())).write(new Reasons(job.id(), sentence), out);
        } finally {
            ImportFiles.delete(copy);
        }
    }

    /** Reads refused rows part by part, and puts what is wrong with one row into one reason. */
    private final class Reasons implements Iterator<ErrorFile.Refused> {
        private final long job;
        private final Function<ImportErrorView, String> sentence;
        private final Deque<ImportErrorView> read = new ArrayDeque<>();
        private String cursor;
        private boolean ended;

        Reasons(long job, Function<ImportErrorView, String> sentence) {
            this.job = job;
            this.sentence = sentence;
        }

        private boolean fill() {
            if (read.isEmpty() && !ended) {
                Slice<ImportErrorView> part = queries.errors(job, cursor, CHUNK);
                read.addAll(part.items());
                cursor = part.nextCursor();
                ended = cursor == null;
            }
            return !read.isEmpty();
        }

        @Override
        public boolean hasNext() {
            return fill();
        }

        @Override
        public ErrorFile.Refused next() {
            if (!fill()) {
                throw new NoSuchElementException();
            }
            List<ImportErrorView> ofRow = new ArrayList<>();
            ofRow.add(read.remove());
            while (fill() && read.element().row() == ofRow.get(0).row()) {
                ofRow.add(read.remove());
            }
            return new ErrorFile.Refused(ofRow.get(0).row(),
                    ofRow.stream().map(e -> (e.column() == null ? "" : e.column() + ": ") + sentence.apply(e)).collect(Collectors.joining(" ")));
        }
    }
}
