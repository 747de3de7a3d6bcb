// Nobody can tell from here what the options say; code-indirect speaks of it.
D("contoso.com", REG_NONE, M365_BUILDER("contoso.com", options), M365_BUILDER("sub.contoso.com", { ...options }));
D("fabrikam.com", REG_NONE, M365_BUILDER("fabrikam.com", { mxTarget: "fabrikam-com.o-v1.mx.microsoft." }));
D("contoso.com", REG_NONE, M365_BUILDER("contoso.com", { mx: true, mxHost: "o-v1.mx.microsoft" }));
