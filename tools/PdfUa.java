// Asks veraPDF whether files are PDF/UA-1, and prints a line for each: its path, a tab,
// and the rules that it breaks, if any.
//
//     java -cp JAR tools/PdfUa.java FILE...
//
// JAR holds veraPDF's classes and profiles, but not the library (JAXB) with which they read
// those profiles; so the profile is read here, with what Java has of its own.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class PdfUa {
    private static final PDFAFlavour UA1 = PDFAFlavour.byFlavourId("ua1");
    private static final String PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile();
        for (String path : paths) {
            System.out.println(path + "\t" + faults(path, profile));
        }
    }

    private static String faults(String path, ValidationProfile profile) {
        try (FileInputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, UA1);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, 1, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            Set<String> faults = new TreeSet<>();
            for (TestAssertion test : result.getTestAssertions()) {
                if (test.getStatus() == TestAssertion.Status.FAILED) {
                    faults.add(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber()
                            + " " + test.getMessage().replaceAll("\\s+", " "));
                }
            }
            return result.isCompliant() || !faults.isEmpty() ? String.join("; ", faults) : "not compliant";
        } catch (Exception | LinkageError error) {
            return String.valueOf(error).replaceAll("\\s+", " ");
        }
    }

    private static ValidationProfile profile() throws Exception {
        Element root;
        try (InputStream xml = PdfUa.class.getClassLoader().getResourceAsStream(PROFILE)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : below(root, "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : below(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                    variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        if (rules.isEmpty()) {
            throw new IllegalStateException(PROFILE + " has no rules");
        }
        return Profiles.profileFromValues(
                UA1, Profiles.profileDetailsFromValues("", "", "", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = below(rule, "id").get(0);
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), Boolean.valueOf(rule.getAttribute("deferred")),
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), List.of()), List.of());
    }

    private static List<Element> below(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> found = below(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
