package org.openpo.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of one start, read from the environment and checked.
 *
 * @param environment what the server process gets: everything that was given, with the gaps filled
 */
public record Settings(InetAddress bind, int httpPort, int managementPort, Path dataDirectory,
                       Map<String, String> environment) {

    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** Reads the settings; does not yet look at the machine. */
    public static Settings from(Map<String, String> given, Path defaultDataDirectory) throws CannotStart {
        InetAddress bind = address(value(given, "OPENPO_BIND", "127.0.0.1"));
        int httpPort = port("OPENPO_HTTP_PORT", value(given, "OPENPO_HTTP_PORT", "8080"));
        int managementPort = managementPort(given);
        Path data = path(value(given, "OPENPO_DATA_DIR", defaultDataDirectory.toString()));

        Map<String, String> environment = new HashMap<>(given);
        environment.put("OPENPO_HTTP_PORT", String.valueOf(httpPort));
        environment.put("OPENPO_DATA_DIR", data.toString());
        addDatabase(environment, data);
        Settings settings = new Settings(bind, httpPort, managementPort, data, Map.copyOf(environment));
        if (value(given, "OPENPO_BASE_URL", "").isEmpty()) {
            environment.put("OPENPO_BASE_URL", settings.address());
        }
        return new Settings(bind, httpPort, managementPort, data, Map.copyOf(environment));
    }

    /** The address of OpenPO as a browser on this machine reaches it, with a slash at its end. */
    public String address() {
        boolean local = bind.isLoopbackAddress() || bind.isAnyLocalAddress();
        String host = local ? "localhost" : bind.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + httpPort + "/po/";
    }

    public boolean administratorPasswordGiven() {
        return !value(environment, "OPENPO_ADMIN_PASSWORD", "").isEmpty();
    }

    /** Fails if another program listens where OpenPO shall. */
    public void requireFreePort() throws CannotStart {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(bind, httpPort));
        } catch (IOException e) {
            throw new CannotStart("Port " + httpPort + " on " + bind.getHostAddress() + " cannot be used ("
                    + e.getMessage() + "): stop the program that uses it, or set OPENPO_HTTP_PORT to a free port.", e);
        }
    }

    private static void addDatabase(Map<String, String> environment, Path data) throws CannotStart {
        String url = value(environment, "OPENPO_DB_URL", "");
        if (url.isEmpty()) {
            url = H2 + "file:" + data.resolve("db").resolve("openpo") + ";LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
        }
        environment.put("OPENPO_DB_URL", url);
        if (url.startsWith(H2)) {
            environment.put("OPENPO_DB_DRIVER", "org.h2.Driver");
            // An H2 file is guarded by the rights on the data directory; WildFly refuses an empty password.
            environment.putIfAbsent("OPENPO_DB_USER", "openpo");
            environment.putIfAbsent("OPENPO_DB_PASSWORD", "openpo");
        } else if (url.startsWith(POSTGRESQL)) {
            environment.put("OPENPO_DB_DRIVER", "org.postgresql.Driver");
            require(environment, "OPENPO_DB_USER");
            require(environment, "OPENPO_DB_PASSWORD");
        } else {
            throw new CannotStart("OPENPO_DB_URL has to begin with jdbc:postgresql: or jdbc:h2:, "
                    + "for example jdbc:postgresql://localhost:5432/openpo.");
        }
    }

    private static void require(Map<String, String> environment, String name) throws CannotStart {
        if (value(environment, name, "").isEmpty()) {
            throw new CannotStart("OPENPO_DB_URL names a PostgreSQL database: set " + name + " as well.");
        }
    }

    private static int managementPort(Map<String, String> given) throws CannotStart {
        String text = value(given, "OPENPO_MANAGEMENT_PORT", "");
        if (!text.isEmpty()) {
            return port("OPENPO_MANAGEMENT_PORT", text);
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart("No free port is left for the server's management: " + e.getMessage() + ".", e);
        }
    }

    private static int port(String name, String text) throws CannotStart {
        int port = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new CannotStart(name + " is \"" + text + "\": give a port number from 1 to 65535.");
        }
        return port;
    }

    private static InetAddress address(String text) throws CannotStart {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new CannotStart("OPENPO_BIND is \"" + text + "\", which is no address of this machine: "
                    + "use 127.0.0.1 for this machine only, or 0.0.0.0 for all its networks.", e);
        }
    }

    private static Path path(String text) throws CannotStart {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CannotStart("OPENPO_DATA_DIR is \"" + text + "\", which is no name of a directory.", e);
        }
    }

    private static String value(Map<String, String> environment, String name, String otherwise) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
