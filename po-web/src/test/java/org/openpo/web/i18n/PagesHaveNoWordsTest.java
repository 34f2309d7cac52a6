package org.openpo.web.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Words for people stand in the bundles, so a page has letters only in expressions, ids and style classes. */
class PagesHaveNoWordsTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Set<String> READ_BY_PEOPLE = Set.of("title", "alt", "aria-label", "placeholder", "label", "header", "headerText",
            "footerText", "emptyMessage", "hint", "text", "summary", "detail", "aside", "tooltip", "watermark", "invalidFileMessage",
            "invalidSizeMessage", "yesButtonLabel", "noButtonLabel", "filterPlaceholder", "currentPageReportTemplate");
    private static final Set<String> VALUE_IS_READ = Set.of("commandButton", "commandLink", "button", "link", "outputText", "outputLabel",
            "outputFormat", "linkButton", "tag", "menuitem", "badge");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern EXPRESSION = Pattern.compile("#\\{(?:[^{}]|\\{[^{}]*\\})*\\}");

    static List<Path> pages() throws IOException {
        try (Stream<Path> found = Files.walk(PAGES)) {
            return found.filter(path -> path.toString().endsWith(".xhtml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasNoWords(Path page) throws Exception {
        List<String> words = new ArrayList<>();
        collect(parse(page), words);
        assertThat(words).as(page.toString()).isEmpty();
    }

    private static void collect(Node node, List<String> words) {
        if (node.getNodeType() == Node.TEXT_NODE && hasLetters(node.getTextContent()) && !isCode(node.getParentNode())) {
            words.add(node.getTextContent().strip());
        }
        if (node instanceof Element element) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Node attribute = attributes.item(i);
                boolean read = READ_BY_PEOPLE.contains(attribute.getNodeName())
                        || attribute.getNodeName().equals("value") && VALUE_IS_READ.contains(localName(element));
                if (read && hasLetters(attribute.getNodeValue())) {
                    words.add(element.getNodeName() + " " + attribute.getNodeName() + "=\"" + attribute.getNodeValue() + "\"");
                }
            }
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            collect(child, words);
        }
    }

    private static boolean hasLetters(String text) {
        return LETTER.matcher(EXPRESSION.matcher(text).replaceAll("")).find();
    }

    private static boolean isCode(Node parent) {
        return parent != null && (localName(parent).equals("script") || localName(parent).equals("style"));
    }

    private static String localName(Node element) {
        String name = element.getNodeName();
        return name.substring(name.indexOf(':') + 1);
    }

    private static Node parse(Path page) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setEntityResolver((publicId, systemId) -> new InputSource(new java.io.StringReader("")));
        return builder.parse(page.toFile()).getDocumentElement();
    }
}
