"""The pages: one file a page, run by Streamlit; `dashboard.pages` lists them."""
