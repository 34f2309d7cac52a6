package org.openpo.ejb.inbound.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * Goes through an XML file once, in bounded memory, and hands out the texts of wanted elements. Documents with a DTD are refused
 * before anything in it is looked at: no entity is ever expanded, nothing outside the file is ever opened.
 */
final class XmlWalk {
    private static final int DEPTH_MAX = 100;
    private static final int TEXT_MAX = 4000;

    private XmlWalk() { }

    /** What is told while walking. Paths are local names from the root on, separated by slashes. */
    interface Listener {
        /** Whether the text of the element is needed. */
        boolean wants(String path);

        /** An element begins. */
        default void start(String localName, String namespace) { }

        /** An attribute of the element that has begun. */
        default void attribute(String localName, String value) { }

        /** An instruction to whoever shows the document, for example {@code xml-stylesheet}. */
        default void instruction(String target) { }

        /** @param qualifier value of the attribute that says what the text is (currencyID, schemeID or format), or null */
        void text(String path, String value, String qualifier);

        /** An element ends; its wanted text was told before. */
        void end(String path);
    }

    /** The name of the root element; empty if the file does not begin as XML does. */
    static Optional<QName> root(Path file) {
        if (!beginsLikeXml(file)) {
            return Optional.empty();
        }
        try (BoundedEvents in = open(file)) {
            XMLStreamReader xml = reader(in);
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                in.eventEnded();
                refuseDtd(xml);
            }
            return Optional.of(xml.getName());
        } catch (XMLStreamException e) {
            throw malformed(e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BusinessRuleException refused) {
            throw refused;
        } catch (RuntimeException parsersFault) {
            throw malformed(null);
        }
    }

    private static boolean beginsLikeXml(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(256);
            for (byte b : start) {
                int c = b & 0xFF;
                if (c == '<') {
                    return true;
                }
                // byte order marks, the zeros of UTF-16, blanks
                if (c != 0 && c != 0xEF && c != 0xBB && c != 0xBF && c != 0xFE && c != 0xFF && c > ' ') {
                    return false;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BusinessRuleException XML_MALFORMED with line and column, XML_DTD_FORBIDDEN, XML_TOO_DEEP; nothing told before may be used */
    static void walk(Path file, Listener listener) {
        try (InputStream in = Files.newInputStream(file)) {
            walk(in, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @see #walk(Path, Listener) */
    static void walk(InputStream content, Listener listener) {
        try (BoundedEvents in = new BoundedEvents(content)) {
            walk(in, reader(in), listener);
        } catch (XMLStreamException e) {
            throw malformed(e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BusinessRuleException refused) {
            throw refused;
        } catch (RuntimeException parsersFault) {
            // Parsers are known to stumble over some broken input with whatever exception comes along.
            throw malformed(null);
        }
    }

    private static void walk(BoundedEvents in, XMLStreamReader xml, Listener listener) throws XMLStreamException {
        StringBuilder path = new StringBuilder();
        StringBuilder text = new StringBuilder();
        String wanted = null;
        String qualifier = null;
        int depth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            in.eventEnded();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEPTH_MAX) {
                        throw new BusinessRuleException("", ErrorCode.XML_TOO_DEEP, DEPTH_MAX);
                    }
                    path.append(depth == 1 ? "" : "/").append(xml.getLocalName());
                    String here = path.toString();
                    wanted = listener.wants(here) ? here : null;
                    qualifier = wanted == null ? null : qualifier(xml);
                    text.setLength(0);
                    listener.start(xml.getLocalName(), xml.getNamespaceURI());
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        listener.attribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (wanted != null && text.length() < TEXT_MAX) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(xml.getTextLength(), TEXT_MAX - text.length()));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    String here = path.toString();
                    if (here.equals(wanted)) {
                        listener.text(here, text.toString().strip(), qualifier);
                    }
                    wanted = null;
                    listener.end(here);
                    depth--;
                    path.setLength(depth == 0 ? 0 : path.lastIndexOf("/"));
                }
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> listener.instruction(xml.getPITarget());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw malformed(xml.getLocation());
                default -> refuseDtd(xml);
            }
        }
    }

    private static String qualifier(XMLStreamReader xml) {
        for (String attribute : new String[] {"currencyID", "schemeID", "format"}) {
            String value = xml.getAttributeValue(null, attribute);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static void refuseDtd(XMLStreamReader xml) {
        if (xml.getEventType() == XMLStreamConstants.DTD) {
            throw new BusinessRuleException("", ErrorCode.XML_DTD_FORBIDDEN);
        }
    }

    private static BoundedEvents open(Path file) throws IOException {
        return new BoundedEvents(Files.newInputStream(file));
    }

    /** The JDK's own parser, the same on every server. */
    private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty("http://javax.xml.XMLConstants/property/accessExternalDTD", "");
        // Says on the console what it throws anyway, if nobody listens.
        factory.setXMLReporter((message, type, related, location) -> { });
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        return factory.createXMLStreamReader(in);
    }

    private static BusinessRuleException malformed(Location at) {
        return new BusinessRuleException("", ErrorCode.XML_MALFORMED, at == null ? 0 : Math.max(0, at.getLineNumber()), at == null ? 0 : Math.max(0, at.getColumnNumber()));
    }

    /** Refuses what would have to be held in memory at once: a tag, a comment, or whatever else the parser makes one event of. */
    private static final class BoundedEvents extends FilterInputStream {
        private static final int EVENT_MAX = 4 * 1024 * 1024;
        private int length;

        BoundedEvents(InputStream in) {
            super(in);
        }

        /** To be called at each event: the parser has let go of what was before it. */
        void eventEnded() {
            length = 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int n = super.read(bytes, offset, count);
            length += Math.max(n, 0);
            if (length > EVENT_MAX) {
                throw malformed(null);
            }
            return n;
        }
    }
}
