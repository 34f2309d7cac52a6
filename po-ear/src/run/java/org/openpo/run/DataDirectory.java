package org.openpo.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data directory, held by one OpenPO at a time for as long as this object is open. */
final class DataDirectory implements AutoCloseable {

    private static final String FIRST_PASSWORD = "initial-admin-password";

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    static DataDirectory open(Path path) throws CannotStart {
        create(path);
        return lock(path);
    }

    Path log() {
        return path.resolve("logs").resolve("server.log");
    }

    /** What the server says before its own log is up. */
    Path console() {
        return path.resolve("logs").resolve("console.log");
    }

    Path server(String name) {
        return path.resolve("server").resolve(name);
    }

    /** Takes the password that OpenPO made up at its first start; it is shown once and then gone from the disk. */
    String takeFirstPassword() throws IOException {
        Path file = path.resolve(FIRST_PASSWORD);
        if (!Files.exists(file)) {
            return null;
        }
        String password = Files.readString(file).strip();
        Files.delete(file);
        return password;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static void create(Path path) throws CannotStart {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new CannotStart("The data directory " + path + " is a file: set OPENPO_DATA_DIR to a directory.");
        }
        try {
            Files.createDirectories(path.resolve("logs"));
            Files.createDirectories(path.resolve("db"));
            Files.delete(Files.createTempFile(path, "openpo", ".probe"));
        } catch (IOException e) {
            throw new CannotStart("The data directory " + path + " cannot be created or written: "
                    + "give yourself the right to, or set OPENPO_DATA_DIR to another one.", e);
        }
    }

    private static DataDirectory lock(Path path) throws CannotStart {
        try {
            FileChannel file = FileChannel.open(path.resolve("openpo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(file) == null) {
                file.close();
                throw new CannotStart("The data directory " + path + " is in use by another OpenPO: "
                        + "stop that one, or set OPENPO_DATA_DIR to another directory.");
            }
            return new DataDirectory(path, file);
        } catch (IOException e) {
            throw new CannotStart("The data directory " + path + " cannot be locked: " + e.getMessage() + ".", e);
        }
    }

    private static FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
