<#ftl output_format="plainText">
<#if reference??>
${reference.name}<#if reference.description??>  ${reference.description}</#if>
</#if>
${title}
<#if lead??>

${lead}
</#if>
<#if figure??>

${figure.amount}
${figure.caption}
<#if meter??>
${meter.usedText}, ${meter.leftText}
</#if>
</#if>
<#if note??>

${note.strong} ${note.text}
</#if>

${button.label}:
${button.link}
<#list sections as section>

${section.title}
<#list section.rows as row>
- ${row.left}: ${row.right}, ${row.rightSmall}
<#if row.leftSmall??>
<#list row.leftSmall?split("\n") as small>
  ${small}
</#list>
</#if>
</#list>
</#list>
<#if details?has_content>

<#list details as detail>
${detail.label}: ${detail.value}
</#list>
</#if>

-- 
${footer.why}
<#if footer.changeLink??>
${footer.changeLabel}: ${footer.changeLink}
</#if>
<#if footer.stopLink??>
${footer.stopLabel}: ${footer.stopLink}
</#if>
