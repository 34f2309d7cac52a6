package org.openpo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The files of a stopped Payara domain. Ports are written here before each start, because Payara opens them before
 * any of its commands could change them.
 */
final class PayaraDomain {

    private static final String SERVER = "/domain/configs/config[@name='server-config']";

    private final Path directory;
    private final Document domain;
    private final XPath xpath = XPathFactory.newInstance().newXPath();

    private PayaraDomain(Path directory, Document domain) {
        this.directory = directory;
        this.domain = domain;
    }

    static PayaraDomain of(Path directory) throws IOException {
        try {
            Path file = directory.resolve("config").resolve("domain.xml");
            return new PayaraDomain(directory, DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Payara's domain.xml cannot be read", e);
        }
    }

    void apply(Settings settings, Path log) throws IOException {
        listen("http-listener-1", settings.bind().getHostAddress(), settings.httpPort());
        listen("admin-listener", "127.0.0.1", settings.managementPort());
        closeWhatIsNotUsed();
        set(SERVER + "/java-config/jvm-options[starts-with(., '-Xmx')]", "-Xmx1g");
        save();
        logTo(log);
    }

    private void listen(String listener, String address, int port) throws IOException {
        String path = SERVER + "/network-config/network-listeners/network-listener[@name='" + listener + "']";
        setAttribute(path, "address", address);
        setAttribute(path, "port", String.valueOf(port));
    }

    /** Fewer open ports, no search for other servers in the network, no word to Payara's makers: and a quicker start. */
    private void closeWhatIsNotUsed() throws IOException {
        setAttribute(SERVER + "/network-config/network-listeners/network-listener[@name='http-listener-2']", "enabled", "false");
        setAttribute(SERVER + "/iiop-service/iiop-listener", "enabled", "false");
        setAttribute(SERVER + "/admin-service/jmx-connector", "enabled", "false");
        setAttribute(SERVER + "/hazelcast-config-specific-configuration", "enabled", "false");
        setAttribute(child("/domain", "phone-home-runtime-configuration"), "enabled", "false");
        setAttribute(child(SERVER, "jms-service"), "type", "DISABLED");
    }

    private String child(String parent, String name) throws IOException {
        String path = parent + "/" + name;
        if (find(path).getLength() == 0) {
            find(parent).item(0).appendChild(domain.createElement(name));
        }
        return path;
    }

    private void setAttribute(String path, String name, String value) throws IOException {
        NodeList found = find(path);
        for (int i = 0; i < found.getLength(); i++) {
            ((Element) found.item(i)).setAttribute(name, value);
        }
    }

    private void set(String path, String text) throws IOException {
        NodeList found = find(path);
        for (int i = 0; i < found.getLength(); i++) {
            found.item(i).setTextContent(text);
        }
    }

    private NodeList find(String path) throws IOException {
        try {
            return (NodeList) xpath.evaluate(path, domain, XPathConstants.NODESET);
        } catch (XPathExpressionException e) {
            throw new IOException(e);
        }
    }

    private void save() throws IOException {
        try {
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(domain),
                    new StreamResult(directory.resolve("config").resolve("domain.xml").toFile()));
        } catch (TransformerException e) {
            throw new IOException("Payara's domain.xml cannot be written", e);
        }
    }

    private void logTo(Path log) throws IOException {
        Path file = directory.resolve("config").resolve("logging.properties");
        Files.writeString(file, Files.readString(file).replace("${com.sun.aas.instanceRoot}/logs/server.log",
                log.toString().replace('\\', '/')));
    }
}
