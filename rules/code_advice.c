#include "rules/code_advice.h"

#include "parser/code/language.h"

/*
 * The ways to ask Graph, or to read what mxmend fetch wrote. The calls are those of Microsoft's own
 * libraries for domain: List serviceConfigurationRecords; Terraform's and Ansible's have none.
 */
#define GRAPH "https://graph.microsoft.com/v1.0/domains/DOMAIN/serviceConfigurationRecords"
#define FILE_ "mxmend.authority.json"

static const struct {
    unsigned language;
    const char *advice;
} advices[] = {
    {LANGUAGE_POWERSHELL, "ask Graph: (Get-MgDomainServiceConfigurationRecord -DomainId $domain | "
                          "Where-Object RecordType "
                          "-eq 'Mx').AdditionalProperties.mailExchange"},
    {LANGUAGE_SHELL | LANGUAGE_BATCH,
     "ask Graph: az rest --url " GRAPH ", or read what mxmend fetch DOMAIN writes to " FILE_},
    {LANGUAGE_PYTHON,
     "ask Graph: client.domains.by_domain_id(domain).service_configuration_records.get() of "
     "msgraph-sdk, or requests.get() of " GRAPH},
    {LANGUAGE_JAVASCRIPT,
     "ask Graph: client.api(`/domains/${domain}/serviceConfigurationRecords`).get(), or read what "
     "mxmend fetch writes to " FILE_},
    {LANGUAGE_CSHARP,
     "ask Graph: await graph.Domains[domain].ServiceConfigurationRecords.GetAsync(), a "
     "DomainDnsMxRecord"},
    {LANGUAGE_GO,
     "ask Graph: client.Domains().ByDomainId(domain).ServiceConfigurationRecords().Get(ctx, nil)"},
    {LANGUAGE_HCL, "take the host from a variable, or from jsondecode(file(\"" FILE_
                   "\")), which mxmend fetch writes"},
    {LANGUAGE_BICEP, "take the host as a parameter, or from loadJsonContent('" FILE_
                     "'), which mxmend fetch writes"},
    {LANGUAGE_JSON, "take the host as a parameter of the template; mxmend fetch DOMAIN says it"},
    {LANGUAGE_YAML, "read the host from " FILE_ ", which mxmend fetch writes, or ask Graph with "
                    "ansible.builtin.uri: " GRAPH},
    {LANGUAGE_JINJA, "fill in the host as a whole; mxmend fetch DOMAIN says it"},
    {LANGUAGE_PROSE, "have the reader ask: mxmend fetch DOMAIN, or GET " GRAPH},
};

const char *code_advice(unsigned language)
{
    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++)
        if ((advices[i].language & language) != 0)
            return advices[i].advice;
    return "ask Graph: GET " GRAPH ", or read what mxmend fetch DOMAIN writes to " FILE_;
}
