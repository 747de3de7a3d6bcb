// hcl_parse FILE: exit status 0 if HashiCorp's own parser reads the file. Built by formats_test.sh
// where Debian's packages golang-go and golang-github-hashicorp-hcl-v2-dev are installed.
package main

import (
	"fmt"
	"os"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func main() {
	bytes, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	_, faults := hclsyntax.ParseConfig(bytes, os.Args[1], hcl.InitialPos)
	if faults.HasErrors() {
		fmt.Fprintln(os.Stderr, faults)
		os.Exit(1)
	}
}
